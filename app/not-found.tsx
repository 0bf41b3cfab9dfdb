import { DeadEnd } from "@/components/layout/dead-end";

export default function NotFound() {
  return (
    <DeadEnd title="There is no such page">
      <p>The address may be mistyped, or the page may have moved.</p>
    </DeadEnd>
  );
}
