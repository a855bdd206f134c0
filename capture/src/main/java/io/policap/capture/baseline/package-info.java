/** The file form of a baseline, read. */
@NullMarked
package io.policap.capture.baseline;

import org.jspecify.annotations.NullMarked;
