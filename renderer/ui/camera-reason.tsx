import { reasonParts, useText } from '../i18n/index.ts';

interface CameraReasonProps {
  readonly status: { readonly reason: string; readonly detail: string };
}

/** Why a camera is as it is: in words first, and below them what its decoder said, cut off where it is long. */
export function CameraReason({ status }: CameraReasonProps) {
  const { t } = useText();
  const { words, detail } = reasonParts(t, status);
  return (
    <>
      {words !== '' && <small>{words}</small>}
      {detail !== '' && (
        <small className="one-line" title={detail}>
          {detail}
        </small>
      )}
    </>
  );
}
