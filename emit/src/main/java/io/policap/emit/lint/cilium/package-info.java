/** What Cilium's agent refuses when it parses a policy. */
@NullMarked
package io.policap.emit.lint.cilium;

import org.jspecify.annotations.NullMarked;
