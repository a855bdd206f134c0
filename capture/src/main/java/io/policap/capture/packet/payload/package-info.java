/** What packets carry: the bounded cursor that the parsers of payloads share. */
@NullMarked
package io.policap.capture.packet.payload;

import org.jspecify.annotations.NullMarked;
