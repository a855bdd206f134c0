/** QUIC Initial packets, which are encrypted with public keys, from datagrams to the ClientHello. */
@NullMarked
package io.policap.capture.packet.payload.quic;

import org.jspecify.annotations.NullMarked;
