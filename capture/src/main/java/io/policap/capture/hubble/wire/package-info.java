/** Hubble's events in protobuf form: read field by field from their bytes, and written as the exporter's JSON lines. */
@NullMarked
package io.policap.capture.hubble.wire;

import org.jspecify.annotations.NullMarked;
