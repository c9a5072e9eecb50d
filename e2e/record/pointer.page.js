// Draws the pointer into the page: a recording of a page without a screen has none.
addEventListener('DOMContentLoaded', () => {
  const pointer = document.createElement('div');
  pointer.innerHTML =
    '<svg width="22" height="26" viewBox="0 0 22 26"><path d="M2 2v19l5-4.500 3.500 7.500 3.500-1.600-3.500-7.400h7z" fill="#fff" stroke="#222" stroke-width="1.600"/></svg>';
  Object.assign(pointer.style, {
    position: 'fixed',
    zIndex: '9999',
    pointerEvents: 'none',
    left: '-50px',
    top: '0',
  });
  pointer.setAttribute('aria-hidden', 'true');
  document.body.append(pointer);
  addEventListener(
    'mousemove',
    ({ clientX, clientY }) =>
      Object.assign(pointer.style, { left: `${clientX - 2}px`, top: `${clientY - 2}px` }),
    true,
  );
});
