import { compileMatcher, sameMatcher, type Matcher } from "./matcher";

/**
 * Whether everything that `matchers` can ever match lies within `scope`. It is so where each condition of
 * the scope stands among the matchers itself, or one of them fixes its label to a value that fulfils it.
 */
export function liesWithin(matchers: readonly Matcher[], scope: readonly Matcher[]): boolean {
  return scope.every((condition) => {
    const holds = compileMatcher(condition);
    return matchers.some((matcher) => sameMatcher(matcher, condition) || (matcher.name === condition.name && matcher.isEqual && !matcher.isRegex && holds({ [matcher.name]: matcher.value })));
  });
}
