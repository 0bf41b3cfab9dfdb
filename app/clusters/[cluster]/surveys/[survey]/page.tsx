import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requirePerson, visibleCluster } from "@/app/gate";
import { SurveyPage } from "@/components/surveys/survey-page";
import { surveySearch, surveyTopic } from "@/components/surveys/survey-search";
import { Snapshots } from "@/components/ui/snapshots";
import { surveys, surveyTitles } from "@/lib/model/survey";
import { portal } from "@/lib/portal";

interface Props {
  readonly params: Promise<{ readonly cluster: string; readonly survey: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

const surveyNamed = (name: string) => surveys.find((survey) => survey === name) ?? notFound();

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { cluster, survey } = await params;
  const person = await requirePerson();
  return { title: `${surveyTitles[surveyNamed(survey)].title} · ${visibleCluster(person, cluster).title}` };
}

/** A question about a cluster: rights, pod security, images, releases, endpoints, storage. */
export default async function Page({ params, searchParams }: Props) {
  const { cluster: id, survey: name } = await params;
  const person = await requirePerson();
  const cluster = visibleCluster(person, id);
  const survey = surveyNamed(name);
  const search = surveySearch(await searchParams);
  const now = new Date();
  return (
    <Snapshots at={now.getTime()} of={portal().peek(person, [surveyTopic(cluster.id, survey, search)])}>
      <SurveyPage cluster={cluster} survey={survey} search={search} />
    </Snapshots>
  );
}
