"use client";
import { useState, useSyncExternalStore } from "react";
import { Bell, BellRing } from "lucide-react";
import { Dropdown } from "@/components/objects/table/dropdown";
import { Button } from "@/components/ui/button";
import { StateMark, severityStates } from "@/components/ui/state";
import { chime } from "./chime";
import { chooseNotice, noNotices, noticeChoice, noticeSeverities, onNoticeChoice, wantsNotices } from "./notices";
import { forgetSeen } from "./seen-alerts";

const words = { critical: "Critical", warning: "Warning", info: "Info", other: "Other" } as const;

type Permission = NotificationPermission | "missing";
const permissionNow = (): Permission => ("Notification" in globalThis ? Notification.permission : "missing");

const explanations: Readonly<Partial<Record<Permission, string>>> = {
  denied: "This browser refuses Castor's notifications. Allow them in its settings for this site, then switch them on here again.",
  missing: "This browser shows no notifications here: they need a secure connection (HTTPS).",
};

/** Whether this browser tells of new alerts by itself, by severity: off until somebody switches it on. */
export function NotifySettings() {
  const choice = useSyncExternalStore(onNoticeChoice, noticeChoice, () => noNotices);
  const on = wantsNotices(choice);
  const Drawn = on ? BellRing : Bell;
  return (
    <Dropdown
      label="Tell me about new alerts"
      align="right"
      words={
        <>
          <Drawn aria-hidden="true" width={15} height={15} />
          <span className="max-sm:sr-only">{on ? "Tells you" : "Tell me"}</span>
        </>
      }
    >
      <Choices />
    </Dropdown>
  );
}

function Choices() {
  const choice = useSyncExternalStore(onNoticeChoice, noticeChoice, () => noNotices);
  const [permission, setPermission] = useState(permissionNow);
  const [silent, setSilent] = useState<string>();

  const begin = () => {
    if (!wantsNotices(noticeChoice())) forgetSeen();
  };
  const desktop = async (severity: (typeof noticeSeverities)[number], on: boolean) => {
    if (!on) return chooseNotice("desktop", severity, false);
    const answer = permissionNow() === "default" ? await Notification.requestPermission() : permissionNow();
    setPermission(answer);
    if (answer !== "granted") return;
    begin();
    chooseNotice("desktop", severity, true);
  };
  const tryOut = () => {
    chime().then(
      () => setSilent(undefined),
      () => setSilent("This browser plays no sound here."),
    );
  };
  const explanation = explanations[permission];
  return (
    <div className="flex w-72 max-w-full flex-col gap-2 px-1 py-0.5 text-[13px]">
      <p className="font-medium">Tell me about new alerts</p>
      <table className="w-full">
        <thead className="text-left text-xs text-muted">
          <tr>
            <th scope="col" className="font-normal">
              <span className="sr-only">Severity</span>
            </th>
            <th scope="col" className="py-1 font-normal">
              Notification
            </th>
            <th scope="col" className="py-1 font-normal">
              Sound
            </th>
          </tr>
        </thead>
        <tbody>
          {noticeSeverities.map((severity) => (
            <tr key={severity}>
              <th scope="row" className="py-1 text-left font-normal">
                <StateMark state={severityStates[severity]}>{words[severity]}</StateMark>
              </th>
              <td className="py-1">
                <input
                  type="checkbox"
                  aria-label={`Desktop notification for ${severity} alerts`}
                  checked={permission === "granted" && choice.desktop.includes(severity)}
                  disabled={permission === "missing"}
                  onChange={({ target }) => void desktop(severity, target.checked)}
                  className="size-4 accent-(--focus)"
                />
              </td>
              <td className="py-1">
                <input
                  type="checkbox"
                  aria-label={`Sound for ${severity} alerts`}
                  checked={choice.sound.includes(severity)}
                  onChange={({ target }) => {
                    begin();
                    chooseNotice("sound", severity, target.checked);
                    if (target.checked) tryOut();
                  }}
                  className="size-4 accent-(--focus)"
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p role="status" className="text-xs text-warn empty:hidden">
        {silent ?? explanation ?? ""}
      </p>
      <p className="text-xs text-muted">In this browser, while any page of Castor is open; one tab speaks for all. After a reload some browsers sound only once you have clicked on the page.</p>
      <Button className="self-start" onClick={tryOut}>
        Try the sound
      </Button>
    </div>
  );
}
