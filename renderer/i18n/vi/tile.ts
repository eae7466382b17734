export const tile = {
  'tile.help':
    'Enter để xem lớn. Phím cộng và trừ để phóng to, thu nhỏ, 0 để xem toàn hình, Shift với mũi tên để dời hình, F để dừng hình, C để lưu hình, O để mở camera.',
  'tile.help.large':
    'Enter để mở camera. Phím cộng và trừ để phóng to, thu nhỏ, 0 để xem toàn hình, Shift với mũi tên để dời hình, F để dừng hình, C để lưu hình, Esc để quay lại.',
  'tile.tools': 'Hình',
  'tile.zoomIn': 'Phóng to',
  'tile.zoomOut': 'Thu nhỏ',
  'tile.whole': 'Xem toàn hình',
  'tile.freeze': 'Dừng hình',
  'tile.frozen': 'Dừng hình từ {time}',
  'tile.enlarged': '{scale}×',
  'tile.capture': 'Lưu hình cùng các lớp phủ',
  'tile.capture.plain': 'Lưu riêng hình',
  'tile.captured': 'Đã lưu thành {name}.',
  'tile.open': 'Mở camera',
  'tile.back': 'Quay lại tường',

  'layers.title': 'Lớp phủ',
  'layer.masks': 'Mặt nạ',
  'layer.zones': 'Vùng',
  'layer.lines': 'Vạch',
  'layer.paths': 'Đường đi',
  'layer.boxes': 'Khung',
  'layer.labels': 'Loại xe cạnh khung',
  'layer.ids': 'Số cạnh khung',
  'layer.queues': 'Hàng chờ ở vạch dừng',
  'layer.speeds': 'Tốc độ cạnh khung',
} as const;
