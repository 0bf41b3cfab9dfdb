import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import { currentPerson } from "@/app/gate";
import { AlertNotices } from "@/components/alerts/notify/alert-notices";
import { Reminders } from "@/components/alerts/reminders";
import { TopBar } from "@/components/layout/top-bar";
import { themeCookie, themeOf } from "@/components/layout/theme";
import { portal } from "@/lib/portal";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Castor", template: "%s · Castor" },
  description: "The front door to the laboratory's Kubernetes clusters.",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

/** The frame of every page. The bar is for those who are signed in; what a page holds is the page's own gate. */
export default async function Layout({ children }: { readonly children: ReactNode }) {
  const theme = themeOf((await cookies()).get(themeCookie)?.value);
  // Without the Store there is no bar, but still the page that says so.
  const person = await currentPerson().catch(() => undefined);
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme} className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <a href="#content" className="fixed top-2 left-2 z-30 -translate-y-20 rounded-s bg-raised px-3 py-2 shadow-float focus:translate-y-0">
          Skip to the content
        </a>
        {person === undefined ? null : <TopBar person={person} clusters={portal().clusters(person)} theme={theme} />}
        {person === undefined ? null : <AlertNotices clusters={portal().clusters(person).map(({ id, title }) => ({ id, title }))} />}
        {person === undefined ? null : <Reminders clusters={portal().clusters(person).map(({ id, title }) => ({ id, title }))} />}
        <main id="content" tabIndex={-1} className="mx-auto max-w-[1440px] px-3 min-[2200px]:max-w-[2880px] py-5 sm:px-6 sm:py-6">
          {children}
        </main>
      </body>
    </html>
  );
}
