/** HTTP/2 frames and their header compression, as far as requests need it. */
@NullMarked
package io.policap.capture.packet.payload.http.h2;

import org.jspecify.annotations.NullMarked;
