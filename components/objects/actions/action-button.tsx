"use client";
import { useId } from "react";
import type { LucideIcon } from "lucide-react";
import { Button } from "@/components/ui/button";
import { permissionWords, type Permission } from "./permission";

interface Props {
  readonly title: string;
  readonly icon: LucideIcon;
  readonly permission: Permission;
  readonly critical?: boolean;
  readonly onClick: () => void;
}

/**
 * A button of a change. Without the right it does nothing, but it can still be reached, and says what is
 * missing: above the bar and never wider, so that it stays on the page and in its frame. The bar has to be `relative`.
 */
export function ActionButton({ title, icon: Icon, permission, critical = false, onClick }: Props) {
  const id = useId();
  const words = permissionWords(permission);
  return (
    <div className="group">
      <Button
        aria-disabled={words === undefined ? undefined : true}
        aria-describedby={words === undefined ? undefined : id}
        aria-haspopup="dialog"
        onClick={words === undefined ? onClick : undefined}
        className={`aria-disabled:cursor-not-allowed aria-disabled:text-faint aria-disabled:hover:border-line-strong ${critical ? "not-aria-disabled:text-crit" : ""}`}
      >
        <Icon aria-hidden="true" width={15} height={15} />
        {title}
      </Button>
      {words === undefined ? null : (
        <p id={id} role="tooltip" className="invisible absolute bottom-full left-0 z-20 mb-1 w-max max-w-full rounded-s border border-line-strong bg-raised px-3 py-2 text-[13px] shadow-float group-focus-within:visible group-hover:visible">
          {words}
        </p>
      )}
    </div>
  );
}
