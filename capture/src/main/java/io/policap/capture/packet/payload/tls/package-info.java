/** The TLS ClientHello, from the first bytes of a stream to the server name. */
@NullMarked
package io.policap.capture.packet.payload.tls;

import org.jspecify.annotations.NullMarked;
