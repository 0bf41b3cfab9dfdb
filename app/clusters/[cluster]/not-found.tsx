import { DeadEnd } from "@/components/layout/dead-end";

export default function NotFound() {
  return (
    <DeadEnd title="This is not open to you, or does not exist">
      <p>Either the address names a cluster or a node that Castor does not know, or it is open to groups that you are not in. Castor does not tell which.</p>
      <p>If a colleague sent you the address, ask them which group opens it, have yourself added, then sign out and in again.</p>
    </DeadEnd>
  );
}
