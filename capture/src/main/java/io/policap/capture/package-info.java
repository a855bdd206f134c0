/** Every way in: sources of flows and of Kubernetes objects, read into the domain's types. */
@NullMarked
package io.policap.capture;

import org.jspecify.annotations.NullMarked;
