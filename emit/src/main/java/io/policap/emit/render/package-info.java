/** Policies as YAML text, with comments that say what each rule allows and how often it was seen. */
@NullMarked
package io.policap.emit.render;

import org.jspecify.annotations.NullMarked;
