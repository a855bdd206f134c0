/** Where a packet becomes part of a connection: the table, its timeouts and the legs it hands out. */
@NullMarked
package io.policap.capture.packet.connection;

import org.jspecify.annotations.NullMarked;
