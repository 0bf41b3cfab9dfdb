import Link from "next/link";
import { ClusterBand, StageBadge } from "@/components/clusters/cluster-head";
import { surveys, surveyTitles, type Cluster, type SurveyName } from "@/lib/model";
import { surveyHref } from "./survey-search";

/** Where one is, the question, and the other questions beside it. */
export function SurveyHead({ cluster, survey, namespace }: { readonly cluster: Cluster; readonly survey: SurveyName; readonly namespace: string | undefined }) {
  const { title, question } = surveyTitles[survey];
  return (
    <ClusterBand cluster={cluster} label={title}>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-4 pr-4 pl-4 sm:pl-5">
        <h1 className="text-[22px] leading-7 font-semibold tracking-tight">
          {title}
          <span className="sr-only"> of {cluster.title}</span>
        </h1>
        <Link href={`/clusters/${cluster.id}`} prefetch={false} className="text-muted hover:underline">
          {cluster.title}
        </Link>
        <StageBadge stage={cluster.stage} />
        <p className="w-full text-muted">{question}</p>
      </header>
      <nav aria-label="Surveys" className="overflow-x-auto px-4 pt-2 sm:px-5">
        <ul className="flex gap-5">
          {surveys.map((name) => (
            <li key={name}>
              <Link
                href={surveyHref(cluster.id, { name, ...(namespace === undefined ? {} : { namespace }) })}
                prefetch={false}
                aria-current={name === survey ? "page" : undefined}
                className="block border-b-2 border-transparent pb-2.5 whitespace-nowrap text-muted hover:text-text aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text"
              >
                {surveyTitles[name].title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </ClusterBand>
  );
}
