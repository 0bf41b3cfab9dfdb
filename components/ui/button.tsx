import type { ComponentProps } from "react";

const look =
  "inline-flex h-8 items-center justify-center gap-2 rounded-s border border-line-strong bg-sunken px-3 text-[13px] font-medium whitespace-nowrap text-text hover:border-faint disabled:text-faint disabled:hover:border-line-strong";

/** The look of a button, for links and labels that act like one. */
export const buttonLook = look;

/** A button; `type` is `button` unless said otherwise, so that none submits by accident. */
export function Button({ className = "", type = "button", ...rest }: ComponentProps<"button">) {
  return <button type={type} className={`${look} ${className}`} {...rest} />;
}

/** A small square button whose icon is its only content: it needs a label. */
export function IconButton({ className = "", type = "button", ...rest }: ComponentProps<"button"> & { readonly "aria-label": string }) {
  return (
    <button
      type={type}
      title={rest["aria-label"]}
      className={`inline-flex size-7 items-center justify-center rounded-s text-faint hover:bg-sunken hover:text-text aria-pressed:text-text ${className}`}
      {...rest}
    />
  );
}
