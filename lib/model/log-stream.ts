import type { ProblemCode } from "./problem";

/**
 * How logs travel from Castor to the browser: lines of bytes, each ended by one newline.
 *
 * A line of a log is `<stream>\t<time>\t<text>`: the stream's place in the question, from 0; the
 * time in UTC with nine digits of a second, so that it sorts as text (empty where the node gave
 * none); and the rest, up to the newline, are the container's own bytes, whatever they are. Only a
 * newline cannot be part of them, and so nothing that a container writes can be taken for news.
 *
 * News begins with a sign that is no digit:
 *
 *     +<stream>\t{"pod","container"}                    what follows of this stream comes from here
 *     -<stream>\t{"message","final"}                    it ended; not final: its next run is awaited
 *     !<stream>\t{"code","message","again","waiting"}   it cannot be read; again: it is tried again
 *     ~<stream>\t<bytes>                                so much was cut off its last line
 *     =\t<ms since the epoch>                           nothing happened, and the connection lives
 *     .                                                 all streams ended: nothing was lost
 */
export type LogNews =
  | { readonly kind: "begin"; readonly stream: number; readonly pod: string; readonly container: string }
  | { readonly kind: "end"; readonly stream: number; readonly message: string; readonly final: boolean }
  | { readonly kind: "problem"; readonly stream: number; readonly problem: LogProblem }
  | { readonly kind: "cut"; readonly stream: number; readonly bytes: number }
  | { readonly kind: "alive"; readonly at: number }
  | { readonly kind: "done" };

/** Why a stream cannot be read; safe to show. */
export interface LogProblem {
  readonly code: ProblemCode;
  readonly message: string;
  /** Castor tries again by itself. */
  readonly again: boolean;
  /** Nothing is wrong: the container has not started yet. */
  readonly waiting: boolean;
}

/** One line as it arrives. Text may hold any character but a newline; what was no UTF-8 is U+FFFD. */
export interface LogLine {
  readonly stream: number;
  /** UTC with nine digits of a second; empty where unknown. */
  readonly time: string;
  readonly text: string;
}

/** Longer texts are cut, in bytes: nobody reads them as a line, and a hundred thousand must fit a browser. */
export const longestLogText = 65_536;

/** As many containers as one connection carries. */
export const mostLogStreams = 20;

/** The bytes of one piece of news, with its newline. */
export function encodeNews(news: LogNews): string {
  switch (news.kind) {
    case "begin":
      return `+${news.stream}\t${JSON.stringify({ pod: news.pod, container: news.container })}\n`;
    case "end":
      return `-${news.stream}\t${JSON.stringify({ message: news.message, final: news.final })}\n`;
    case "problem":
      return `!${news.stream}\t${JSON.stringify(news.problem)}\n`;
    case "cut":
      return `~${news.stream}\t${news.bytes}\n`;
    case "alive":
      return `=\t${news.at}\n`;
    case "done":
      return ".\n";
  }
}

function decodeNews(line: string): LogNews | undefined {
  const tab = line.indexOf("\t");
  const stream = Number(line.slice(1, tab));
  const rest = line.slice(tab + 1);
  switch (line[0]) {
    case "+":
      return { kind: "begin", stream, ...(JSON.parse(rest) as { pod: string; container: string }) };
    case "-":
      return { kind: "end", stream, ...(JSON.parse(rest) as { message: string; final: boolean }) };
    case "!":
      return { kind: "problem", stream, problem: JSON.parse(rest) as LogProblem };
    case "~":
      return { kind: "cut", stream, bytes: Number(rest) };
    case "=":
      return { kind: "alive", at: Number(rest) };
    case ".":
      return { kind: "done" };
    default:
      return undefined;
  }
}

/** What takes the pieces of an answer and hands on lines and news in their order. */
export interface LogDecoder {
  push(chunk: Uint8Array): void;
}

/** Reads the protocol from bytes that arrive in any pieces. News of a kind it does not know is passed over. */
export function createLogDecoder(onLine: (line: LogLine) => void, onNews: (news: LogNews) => void): LogDecoder {
  // A character that is no UTF-8 ends at a newline at the latest, so no line can swallow the next one's beginning.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let rest = "";
  const read = (line: string) => {
    const first = line.charCodeAt(0);
    if (first < 48 || first > 57) {
      const news = decodeNews(line);
      if (news !== undefined) onNews(news);
      return;
    }
    const afterStream = line.indexOf("\t");
    const afterTime = line.indexOf("\t", afterStream + 1);
    if (afterTime < 0) return;
    onLine({ stream: Number(line.slice(0, afterStream)), time: line.slice(afterStream + 1, afterTime), text: line.slice(afterTime + 1) });
  };
  return {
    push(chunk) {
      const text = decoder.decode(chunk, { stream: true });
      let begin = 0;
      for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", begin)) {
        read(begin === 0 ? rest + text.slice(0, end) : text.slice(begin, end));
        if (begin === 0) rest = "";
        begin = end + 1;
      }
      rest += text.slice(begin);
    },
  };
}
