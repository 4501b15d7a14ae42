@NullMarked
package io.allyourbase.jobs.http.route;

import org.jspecify.annotations.NullMarked;
