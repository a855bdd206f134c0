/**
 * A real Hubble server for tests and load: gRPC over sockets, nodes with ring buffers, and every fault on command. Its
 * front is {@link io.policap.capture.hubble.server.HubbleServer}.
 */
@NullMarked
package io.policap.capture.hubble.server;

import org.jspecify.annotations.NullMarked;
