/** Capture files: pcap and pcapng, whole, compressed, rotated, cut or damaged, delivered packet by packet. */
@NullMarked
package io.policap.capture.packet.file;

import org.jspecify.annotations.NullMarked;
