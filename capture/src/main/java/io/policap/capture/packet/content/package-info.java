/** What connections carry: which payloads are looked at, and what becomes of them. */
@NullMarked
package io.policap.capture.packet.content;

import org.jspecify.annotations.NullMarked;
