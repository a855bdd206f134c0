/** Packet captures: from the bytes of a file or an interface to connections. */
@NullMarked
package io.policap.capture.packet;

import org.jspecify.annotations.NullMarked;
