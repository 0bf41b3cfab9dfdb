import { technicalAlerts, type BlastRadius } from "@/lib/model/alerting";
import { wordsOf, type FilterableAlert } from "@/lib/model/alerting/filter";
import { causeWords, type CauseWords } from "@/lib/model/alerting/cause-words";
import { groupByCause, type Cause } from "@/lib/model/alerting/causes";
import { radiusOf } from "@/lib/model/alerting/radius";
import { titleOf } from "@/lib/model/alerting/titles";
import type { TopologyNow } from "@/lib/model/alerting/topology";
import { worstLocatedFirst, type Located } from "@/lib/model/alerting/trouble";
import type { ClusterParts } from "../cluster";
import type { AlertBook, AlertsNow } from "./alerts-now";

/** One alert of a cause, ready to be filtered. */
export interface Member extends Located {
  readonly filterable: FilterableAlert;
}

/**
 * A cause with what is told of it; words and radius are made when somebody looks. A class, because thousands are
 * looked through at each keystroke: literals with getters of their own would each have a shape of its own.
 */
export class CauseView {
  /** Worst first. */
  readonly members: readonly Member[];
  /** Those of them that are news: not about alerting itself. */
  readonly news: readonly Member[];
  #words: CauseWords | undefined;
  #radius: BlastRadius | undefined;

  constructor(
    readonly cause: Cause,
    now: AlertsNow,
    private readonly topology: TopologyNow,
  ) {
    this.members = cause.located.map((one) => memberOf(one, now));
    this.news = this.members.some(({ alert }) => technicalAlerts.has(alert.name)) ? this.members.filter(({ alert }) => !technicalAlerts.has(alert.name)) : this.members;
  }

  get words(): CauseWords {
    return (this.#words ??= causeWords(this.cause));
  }

  get radius(): BlastRadius {
    return (this.#radius ??= radiusOf(this.cause, this.topology));
  }
}

/** A cluster's alerts by cause, as they are now. */
export interface Causes {
  readonly now: AlertsNow;
  readonly topology: TopologyNow;
  readonly views: readonly CauseView[];
  /** By id of the group. */
  readonly byId: ReadonlyMap<string, CauseView>;
  /** By id of the alert. */
  readonly byAlert: ReadonlyMap<string, CauseView>;
}

const known = new WeakMap<AlertBook, Causes>();

/** Groups a cluster's alerts anew only when they or the topology have changed. Never waits. */
export function causesOf({ alerting: { book, topology } }: Pick<ClusterParts, "alerting">): Causes {
  const [now, structure] = [book.current, topology.current];
  const found = known.get(book);
  if (found !== undefined && found.now.revision === now.revision && found.topology === structure) return found;
  const views = viewsOf(now, structure);
  const made: Causes = {
    now,
    topology: structure,
    views,
    byId: new Map(views.map((view) => [view.cause.id, view])),
    byAlert: new Map(views.flatMap((view) => view.members.map(({ alert }) => [alert.id, view] as const))),
  };
  known.set(book, made);
  return made;
}

/** Alerts that are over join what they belonged to, but do not decide what that is. */
function viewsOf(now: AlertsNow, topology: TopologyNow): readonly CauseView[] {
  const alerts = [...now.alerts.values()];
  const live = groupByCause(alerts.filter(({ state }) => state !== "resolved"), topology);
  const over = new Map(groupByCause(alerts.filter(({ state }) => state === "resolved"), topology).map((cause) => [cause.id, cause]));
  const joined = live.map((cause) => {
    const more = over.get(cause.id)?.located ?? [];
    over.delete(cause.id);
    return more.length === 0 ? cause : { ...cause, located: [...cause.located, ...more].sort(worstLocatedFirst) };
  });
  return [...joined, ...over.values()].map((cause) => new CauseView(cause, now, topology));
}

const made = new WeakMap<Located, Member>();

/** What has not changed since the last time is not made anew. */
function memberOf(one: Located, { acknowledgements }: AlertsNow): Member {
  const { alert, about, rank } = one;
  const acknowledged = acknowledgements.get(alert.id)?.by.username;
  const known = made.get(one);
  if (known !== undefined && known.filterable.acknowledged === acknowledged) return known;
  const { name, cluster, state, labels, since, annotations, silencedBy, inhibitedBy, mutedBy, receivers } = alert;
  const title = titleOf(alert, about.node);
  // An alert that only changed its state has the same words.
  const words = known?.filterable.words ?? wordsOf({ name, title, labels, annotations });
  const member: Member = {
    alert,
    about,
    rank,
    filterable: { name, cluster, state, labels, since, annotations, silencedBy, inhibitedBy, mutedBy, receivers, title, words, ...(acknowledged === undefined ? {} : { acknowledged }) },
  };
  made.set(one, member);
  return member;
}
