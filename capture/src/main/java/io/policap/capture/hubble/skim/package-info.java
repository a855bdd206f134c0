/** The fast reader of Hubble's JSON lines: it reads what the strict reader reads, or hands the line to it. */
@NullMarked
package io.policap.capture.hubble.skim;

import org.jspecify.annotations.NullMarked;
