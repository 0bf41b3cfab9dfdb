import { requirePerson } from "@/app/gate";
import { Landing, landingTopics } from "@/components/clusters/landing";
import { NoClusters } from "@/components/clusters/no-clusters";
import { Snapshots } from "@/components/ui/snapshots";
import { portal } from "@/lib/portal";

/** The landing page. Nothing here waits for an upstream: figures begin with what the Hub still holds. */
export default async function Page() {
  const person = await requirePerson();
  const castor = portal();
  const clusters = castor.clusters(person);
  if (clusters.length === 0) return <NoClusters person={person} />;
  const preferences = await castor.preferences(person);
  const now = new Date();
  return (
    <Snapshots at={now.getTime()} of={castor.peek(person, landingTopics(clusters))}>
      <Landing clusters={clusters} preferences={preferences} hour={now.getHours()} />
    </Snapshots>
  );
}
