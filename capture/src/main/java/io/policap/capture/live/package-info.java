/** Packets from the network interfaces of this host, through libpcap. */
@NullMarked
package io.policap.capture.live;

import org.jspecify.annotations.NullMarked;
