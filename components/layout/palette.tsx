"use client";
import { useState } from "react";
import { Command } from "cmdk";
import { ArrowUpRight, Boxes, FileText, LogOut, Server, SquareArrowOutUpRight, SunMoon, type LucideIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { isOwnPage, isToolPage } from "@/components/ui/go";
import type { Findable } from "./findable";
import { closeModal, Modal } from "./modal";
import { chooseTheme, themes } from "./theme";
import { useNodeNames } from "./node-names";
import { PaletteKinds } from "./palette-kinds";

const icons: Record<Findable["group"], LucideIcon> = { Pages: FileText, Clusters: Boxes, Tools: SquareArrowOutUpRight, Nodes: Server };
const groups = ["Pages", "Clusters", "Nodes", "Tools"] as const;
const themeWords = { system: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" } as const;

const item = "flex min-h-10 cursor-pointer items-center gap-3 rounded-s px-3 py-1.5 data-[selected=true]:bg-sunken data-[selected=true]:shadow-[inset_2px_0_0_var(--focus)]";
const heading = "**:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-muted";

/** Finds pages, clusters, nodes and tools by name, and does the few things that can be done from anywhere. */
export function Palette({ findables, onClose }: { readonly findables: readonly Findable[]; readonly onClose: () => void }) {
  const [text, setText] = useState("");
  const router = useRouter();
  const nodes = useNodeNames(findables);
  // Hundreds of nodes would hide the rest: they come with the first letter typed.
  const all = text === "" ? findables : [...findables, ...nodes];

  const go = ({ href }: Findable) => {
    if (isToolPage(href)) location.assign(href);
    else if (isOwnPage(href)) router.push(href);
    else window.open(href, "_blank", "noopener");
  };

  return (
    <Modal label="Find anything" onClose={onClose}>
      <Command label="Find anything" loop className="flex max-h-[76dvh] flex-col">
        <Command.Input
          value={text}
          onValueChange={setText}
          data-first-focus=""
          placeholder="A node, a tool, or objects: po blueapi"
          className="h-12 shrink-0 border-b border-line bg-transparent px-4 text-[15px] outline-none placeholder:text-faint"
        />
        <Command.List className="overflow-y-auto p-2">
          <Command.Empty className="px-3 py-6 text-center text-muted">Nothing is called “{text}”.</Command.Empty>
          <PaletteKinds findables={findables} text={text.trim()} item={item} heading={heading} />
          {groups.map((group) => {
            const Icon = icons[group];
            const members = all.filter((found) => found.group === group);
            return members.length === 0 ? null : (
              <Command.Group key={group} heading={group} className={heading}>
                {members.map((found) => (
                  <Command.Item
                    key={`${found.cluster ?? ""} ${found.title} ${found.href}`}
                    value={`${found.title} ${found.hint} ${group} ${found.href}`}
                    onSelect={() => {
                      closeModal();
                      go(found);
                    }}
                    className={item}
                  >
                    <Icon aria-hidden="true" width={16} height={16} className="shrink-0 text-muted" />
                    <span className="truncate">{found.title}</span>
                    <span className="ml-auto truncate text-[13px] text-muted">{found.hint}</span>
                    {isOwnPage(found.href) ? null : (
                      <>
                        <ArrowUpRight aria-hidden="true" width={14} height={14} className="shrink-0 text-faint" />
                        <span className="sr-only">(opens in a new tab)</span>
                      </>
                    )}
                  </Command.Item>
                ))}
              </Command.Group>
            );
          })}
          <Command.Group heading="Do" className={heading}>
            {themes.map((theme) => (
              <Command.Item
                key={theme}
                value={themeWords[theme]}
                onSelect={() => {
                  chooseTheme(theme);
                  closeModal();
                }}
                className={item}
              >
                <SunMoon aria-hidden="true" width={16} height={16} className="text-muted" />
                {themeWords[theme]}
              </Command.Item>
            ))}
            <Command.Item value="Sign out" onSelect={() => document.querySelector<HTMLFormElement>("form#sign-out")?.requestSubmit()} className={item}>
              <LogOut aria-hidden="true" width={16} height={16} className="text-muted" />
              Sign out
            </Command.Item>
          </Command.Group>
        </Command.List>
      </Command>
    </Modal>
  );
}
