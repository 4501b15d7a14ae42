@NullMarked
package io.allyourbase.jobs.lifecycle;

import org.jspecify.annotations.NullMarked;
