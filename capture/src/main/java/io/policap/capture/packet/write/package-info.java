/** Capture files written: pcapng, compressed, rotated, complete or not there. */
@NullMarked
package io.policap.capture.packet.write;

import org.jspecify.annotations.NullMarked;
