/** Flow logs of policap's own making: what a live source said, for later runs. */
@NullMarked
package io.policap.capture.hubble.write;

import org.jspecify.annotations.NullMarked;
