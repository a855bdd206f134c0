/** What a source saw on the wire, before anything is concluded from it. */
@NullMarked
package io.policap.infer.flow;

import org.jspecify.annotations.NullMarked;
