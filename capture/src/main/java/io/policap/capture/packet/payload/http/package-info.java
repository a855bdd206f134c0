/** Plaintext HTTP in TCP payloads: the requests of one connection, found without guessing. */
@NullMarked
package io.policap.capture.packet.payload.http;

import org.jspecify.annotations.NullMarked;
