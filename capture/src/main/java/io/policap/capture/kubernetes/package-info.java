/** Reads Kubernetes objects, as {@code kubectl get} prints them, into an inventory. */
@NullMarked
package io.policap.capture.kubernetes;

import org.jspecify.annotations.NullMarked;
