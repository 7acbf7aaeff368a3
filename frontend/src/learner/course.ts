/** What the page says of the course: modules, sections and questions in their order. */

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly questions: readonly string[];
}

export interface CourseModule {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly level: string;
  readonly sections: readonly Section[];
  /** Ids that blocks had before, with those they have now. */
  readonly aliases: Readonly<Record<string, string>>;
}

export interface Course {
  readonly modules: readonly CourseModule[];
}

/** The course in the page's own data; a page without any has a course without modules. */
export function courseOnPage(): Course {
  const text = document.querySelector("script#course")?.textContent;
  return text ? (JSON.parse(text) as Course) : { modules: [] };
}

export function moduleNamed(course: Course, id: string): CourseModule | undefined {
  return course.modules.find((module) => module.id === id);
}

/** The id that a block has now, whichever it had when something was kept under it. */
export function nameNow(module: CourseModule | undefined, block: string): string {
  const aliases = module?.aliases ?? {};
  return Object.hasOwn(aliases, block) ? (aliases[block] ?? block) : block;
}
