"use client";
import { Star } from "lucide-react";
import { IconButton } from "@/components/ui/button";
import { useTaste } from "./preferences";

/** Makes a cluster the person's home, which comes first. */
export function HomeButton({ cluster, title }: { readonly cluster: string; readonly title: string }) {
  const { home, toggleHome } = useTaste();
  const chosen = home === cluster;
  return (
    <IconButton aria-label={chosen ? `${title} is your home cluster` : `Make ${title} your home cluster`} aria-pressed={chosen} onClick={() => toggleHome(cluster)} className="size-8">
      <Star aria-hidden="true" width={16} height={16} fill={chosen ? "currentColor" : "none"} />
    </IconButton>
  );
}
