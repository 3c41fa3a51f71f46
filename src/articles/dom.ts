/** The part of the DOM that is used, as linkedom provides it: no browser types are loaded in this project. */
export type DomNode = {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
};

export type DomElement = DomNode & {
  readonly id: string;
  readonly tagName: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement> & { readonly length: number };
  readonly parentElement: DomElement | null;
  readonly nextElementSibling: DomElement | null;
  readonly previousElementSibling: DomElement | null;
  contains(node: DomNode): boolean;
  remove(): void;
};

export type DomDocument = Omit<
  DomElement,
  | 'id'
  | 'tagName'
  | 'remove'
  | 'getAttribute'
  | 'parentElement'
  | 'nextElementSibling'
  | 'previousElementSibling'
  | 'contains'
> & {
  readonly title: string;
  readonly documentElement: DomElement | null;
};
