package io.policap.capture.kubernetes.live;

/** Whether the relay's service says that it speaks TLS. */
public enum RelayTls {
    /** Port 443 or a port named https, tls: Cilium's chart with {@code hubble.relay.tls.server.enabled=true}. */
    EXPECTED,
    /** Port 80 or a port named http: the chart's default. */
    NOT_EXPECTED,
    /** Neither; try without first. */
    UNKNOWN
}
