import { useEffect, useId, useRef, useState } from "react";
import type { PageView } from "#sandbox/page/page-state.ts";
import { Blocks } from "./blocks.tsx";
import { Dialog } from "#sandbox/page/client/layout/dialog.tsx";
import { FormProvider } from "./form-context.ts";
import { usePage } from "#sandbox/page/client/page-context.ts";
import { useFormOf } from "./use-form.ts";

/** The topmost modal. Closing it shows the one below. */
export function Modal({ view, depth }: { view: PageView; depth: number }) {
  const { act } = usePage();
  const id = useId();
  return (
    <Dialog
      className="dialog modal"
      labelledBy={id}
      onClose={() => void act({ kind: "close", view: view.id })}
    >
      <ModalForm key={view.id} view={view} depth={depth} titleId={id} />
    </Dialog>
  );
}

function ModalForm({ view, depth, titleId }: { view: PageView; depth: number; titleId: string }) {
  const { act } = usePage();
  const form = useFormOf(view);
  const [sending, setSending] = useState(false);
  const [showJson, setShowJson] = useState(false);
  const { content, errors } = view;
  const ref = useRef<HTMLFormElement>(null);
  const invalidFields = Object.keys(errors).join(" ");
  useEffect(() => {
    if (invalidFields !== "") ref.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [invalidFields]);

  useEffect(() => {
    ref.current?.querySelector<HTMLElement>(".field input, .field select, .field textarea")?.focus();
  }, []);

  const submit = async () => {
    if (sending) return;
    setSending(true);
    await act({ kind: "submit", view: view.id, entries: form.changed() });
    setSending(false);
  };
  return (
    <form
      ref={ref}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (content.submit) void submit();
      }}
    >
      <div className="dialog-head">
        <h2 id={titleId}>{content.title?.text}</h2>
      </div>
      {/* It scrolls, so it needs keyboard focus. */}
      {/* oxlint-disable-next-line */}
      <div className="dialog-body" tabIndex={0} role="region" aria-labelledby={titleId}>
        {errors[""] !== undefined && (
          <p className="error" role="alert">
            {errors[""]}
          </p>
        )}
        {showJson ? (
          <pre className="json">{JSON.stringify(content, undefined, 2)}</pre>
        ) : (
          <FormProvider value={form}>
            <Blocks blocks={content.blocks} target={{ view: view.id }} values={view.values} />
          </FormProvider>
        )}
      </div>
      <div className="dialog-foot">
        <button
          type="button"
          className="quiet apart"
          aria-pressed={showJson}
          onClick={() => setShowJson(!showJson)}
        >
          Block Kit JSON
        </button>
        <button type="button" onClick={() => void act({ kind: "close", view: view.id })}>
          {depth > 1 ? "Back" : (content.close?.text ?? "Close")}
        </button>
        {content.submit && (
          <button type="submit" className="primary" aria-busy={sending}>
            {content.submit.text}
          </button>
        )}
      </div>
    </form>
  );
}
