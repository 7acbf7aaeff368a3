/** HTML that our server made from our own content: the one kind that is ever put into a page. */

export function fragment(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}
