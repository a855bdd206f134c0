/** The file form of a baseline, written. */
@NullMarked
package io.policap.emit.baseline;

import org.jspecify.annotations.NullMarked;
