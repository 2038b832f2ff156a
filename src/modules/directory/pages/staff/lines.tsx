/** A text of several lines, each in its own direction. */
export function Lines({ text }: { text: string }) {
  return (
    <>
      {text.split('\n').map((line, index) => (
        // The lines of a text have no identity but their place.
        <span key={index} dir="auto">
          {index > 0 && <br />}
          {line}
        </span>
      ))}
    </>
  );
}
