/** Headers: from a frame's first byte to addresses, ports and flags, through every tunnel. */
@NullMarked
package io.policap.capture.packet.decode;

import org.jspecify.annotations.NullMarked;
