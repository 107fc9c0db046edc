/** A person's initials, or a ring for the app. */
export function Avatar({ name, app = false }: { name: string; app?: boolean }) {
  const initials = name
    .split(" ")
    .map((part) => part[0])
    .join("");
  return (
    <span className={app ? "avatar app" : "avatar"} aria-hidden="true">
      {app ? "" : initials}
    </span>
  );
}
