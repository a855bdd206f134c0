/** Reads files of decisions, strictly and with the line of everything that is wrong. */
@NullMarked
package io.policap.capture.decision;

import org.jspecify.annotations.NullMarked;
