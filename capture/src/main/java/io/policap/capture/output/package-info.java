/** Recordings on their way to the disk: one file, or a rotated set of them, compressed as their names say. */
@NullMarked
package io.policap.capture.output;

import org.jspecify.annotations.NullMarked;
