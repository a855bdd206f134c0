/** DNS messages, from bytes to the addresses that a name was given. */
@NullMarked
package io.policap.capture.packet.payload.dns;

import org.jspecify.annotations.NullMarked;
