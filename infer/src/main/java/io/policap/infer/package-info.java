/** The domain of policap: what was seen, who it was, and what that permits; no I/O and no clock. */
@NullMarked
package io.policap.infer;

import org.jspecify.annotations.NullMarked;
