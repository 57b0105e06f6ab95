import { css } from "lit";

/** A class for each step of the latency ramp, which sets --ramp to its colour. */
export const rampStyles = css`
  .r0 {
    --ramp: var(--r0);
  }

  .r1 {
    --ramp: var(--r1);
  }

  .r2 {
    --ramp: var(--r2);
  }

  .r3 {
    --ramp: var(--r3);
  }

  .r4 {
    --ramp: var(--r4);
  }

  .r5 {
    --ramp: var(--r5);
  }
`;
